"""Writing cases: intake, the one door for transitions, decisions, letters, reminders."""
