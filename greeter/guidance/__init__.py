"""What to say and do: reasons, next steps, phrases, glossary, directory."""
