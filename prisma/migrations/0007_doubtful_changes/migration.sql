-- Only usage is quarantined. A change of the catalogue that looks like a mistake is doubtful, and waits for a person.
ALTER TABLE catalog_changes RENAME COLUMN is_quarantined TO is_doubtful;
