"""The work, in order; a stage looks back, never forward."""
