"""The nouns: frozen, slotted values without behaviour beyond their own consistency."""
