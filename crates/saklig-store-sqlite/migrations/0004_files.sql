-- Payment files have rows among the cases (states file_open, file_closed) and their entries in the same log. What the bank
-- refused frees its business key, and a job that goes in a file waits for somebody else than a worker.

DROP INDEX job_business;
CREATE UNIQUE INDEX job_business ON job (tenant, kind, business_key)
    WHERE business_key IS NOT NULL AND state NOT IN ('dead', 'failed_business');
DROP INDEX job_waits_for_somebody;
CREATE INDEX job_waits_for_somebody ON job (tenant, state, key)
    WHERE state IN ('held', 'in_doubt', 'in_file', 'failed_business', 'failed_technical');
