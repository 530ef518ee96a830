-- What the writer knows about its file.
CREATE SCHEMA ${schema}.store;

CREATE TABLE ${schema}.store.state (
    tables VARCHAR,
    lineage VARCHAR,
    run_id VARCHAR,
    epoch BIGINT,
    change BIGINT,
    undo_since BIGINT,
    generation BIGINT
);

-- The published files that a reader may still hold.
CREATE TABLE ${schema}.store.generations (
    generation BIGINT,
    change BIGINT,
    superseded_at BIGINT -- in milliseconds; the largest number there is while it is the newest
);
