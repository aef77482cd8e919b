-- One row a promise of a file that was mapped, in the normal form.
-- Reads the view mapped_rows and the macros of mapped_macros.sql.
select
    record,
    ignored,
    action_key,
    case
        when client_id is not null
            then 'm-' || left(md5($source || '|' || client_id), 12)
    end
        as client_given_id,
    person as client_name,
    email as client_email,
    phone as client_phone,
    case who_cancelled(owner, person, null, null)
        when 'coach' then 'coach'
        else 'client'
    end as owner,
    text,
    coalesce(
        given_local, with_year(given_yearless, null, $exported_at)
    ) as given_local,
    given_utc,
    coalesce(
        due_local,
        with_year(
            due_yearless, coalesce(given_local, given_utc), $exported_at
        )
    ) as due_local,
    due_utc,
    done_local,
    done_utc,
    said = 'done'
    or coalesce(done_local, done_utc) is not null
    -- A column with a tick instead of a day.
    or coalesce(lower(done) in ('yes', 'true', 'done', 'x', '1', 'ja', 'oui'), false)
        as is_done,
    row_zone as zone,
    null::varchar as problem
from mapped_rows
