"""Group work: the library of activities, the programme *Sahabat Dengar*, proposal arithmetic, what a session yields."""
