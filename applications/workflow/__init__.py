"""The procedure as data: one table of transitions, one table of outcomes, the remedy paragraphs."""
