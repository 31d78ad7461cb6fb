"""Records as people see them: every span with its reason in words, and what the view of an article shows whatever the corpus says."""
