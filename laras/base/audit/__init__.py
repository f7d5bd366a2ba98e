"""Who did, who looked; two hash chains a facility."""
