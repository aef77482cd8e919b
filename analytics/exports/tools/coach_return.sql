-- One row a row of a coach's return file, in the normal form of returns.
with

said as (

    select
        record,
        unprefixed(session_key) as session_key,
        unprefixed(client_key) as client_key,
        unprefixed(coach) as coach,
        lower(replace(replace(unprefixed(happened), '_', ' '), '-', ' '))
            as happened,
        unprefixed(contacted) as contacted,
        lower(unprefixed(answered)) as answered
    from raw

)

select
    session_key,
    client_key,
    coach,
    case
        when happened in ('came', 'attended') then 'attended'
        when happened in ('did not come', 'no show', 'missed') then 'no_show'
        when happened in ('cancelled late', 'late cancelled')
            then 'late_cancelled'
        when happened in ('cancelled', 'cancelled in time') then 'cancelled'
        when happened in ('i cancelled', 'cancelled by coach')
            then 'cancelled_by_coach'
        when happened in ('not known', 'unknown') then 'unknown'
    end as outcome,
    happened as outcome_text,
    -- A spreadsheet writes a day its own way; where two days may be meant, none is.
    case
        when regexp_matches(contacted, '^\d{4}-\d{1,2}-\d{1,2}([ T]00:00(:00)?)?$')
            then try_strptime(
                regexp_extract(contacted, '^[\d-]+'), '%Y-%m-%d'
            )
        when regexp_matches(contacted, '^\d{1,2}\.\d{1,2}\.\d{4}$')
            then try_strptime(contacted, '%d.%m.%Y')
        when regexp_matches(contacted, '^\d{1,2}\.\d{1,2}\.\d{2}$')
            then try_strptime(contacted, '%d.%m.%y')
        when
            regexp_matches(contacted, '^\d{1,2}/\d{1,2}/\d{4}$')
            and (
                try_strptime(contacted, '%d/%m/%Y') is null
                or try_strptime(contacted, '%m/%d/%Y') is null
                or try_strptime(contacted, '%d/%m/%Y')
                = try_strptime(contacted, '%m/%d/%Y')
            )
            then try_strptime(contacted, ['%d/%m/%Y', '%m/%d/%Y'])
    end::date as contacted_on,
    contacted as contacted_text,
    case
        when answered in ('yes', 'y') then true
        when answered in ('no', 'n') then false
    end as is_answered,
    answered as answered_text,
    record
from said
