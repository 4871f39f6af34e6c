"""How the portal is installed and kept running; imported by no part of the portal."""
