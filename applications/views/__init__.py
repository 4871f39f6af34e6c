"""Pages of the request procedure: the citizen's and the desk's."""
