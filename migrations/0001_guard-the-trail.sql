-- The audit trail only grows: neither the program's role (no right) nor the owner (trigger) changes or deletes an entry.
CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries of the audit trail are never changed or deleted' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows();
--> statement-breakpoint
CREATE TRIGGER audit_links_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_links
  FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows();
--> statement-breakpoint
-- Whatever happened is told to all processes at commit: caches drop what they hold, lists follow.
CREATE FUNCTION tell_that_something_happened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('happened', '');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER events_are_told AFTER INSERT ON events
  FOR EACH STATEMENT EXECUTE FUNCTION tell_that_something_happened();
