"""Forms of the request procedure: what citizens fill in and what staff record."""
