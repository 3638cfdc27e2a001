-- The chain of nominations only grows, like the audit trail: nobody changes or deletes a receipt.
CREATE TRIGGER nomination_links_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON nomination_links
  FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows();
