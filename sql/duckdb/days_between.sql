-- Whether the folder of a file can have rows of a span of time.
regexp_extract(file.filename, '${day}', 1) = ''
        OR (
            (
                since IS NULL
                OR regexp_extract(file.filename, '${day}', 1)
                    >= strftime(since::TIMESTAMPTZ AT TIME ZONE 'UTC', '%Y-%m-%d')
            )
            AND (
                until IS NULL
                OR regexp_extract(file.filename, '${day}', 1)
                    <= strftime(until::TIMESTAMPTZ AT TIME ZONE 'UTC', '%Y-%m-%d')
            )
        )
