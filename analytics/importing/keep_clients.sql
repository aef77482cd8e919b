-- One row a client and name that the file shows, as the latest session with it says.
insert into client_versions
with

-- Few spellings stand in many rows: the choice among them is made once each.
spellings as (

    select
        client_id,
        key_kind,
        other_key,
        display_name,
        email,
        phone,
        max(starts_at) as starts_at
    from staged
    where
        refused is null
        and ignored is null
        -- Repeats of a booking may spell its person anew, so they count here.
        and rowid not in (select row_id from passed_over where is_forgotten)
    group by all

),

latest as (

    select
        client_id,
        key_kind,
        coalesce(other_key, email, phone) as key_value,
        -- Two people may share an id, so each name is kept.
        clean(display_name) as name,
        -- Of several addresses and numbers the latest booking's counts; the text
        -- itself settles a tie, so that the order of rows never does.
        max_by(email, (starts_at, email)) filter (
            where email is not null
        ) as email,
        max_by(phone, (starts_at, phone)) filter (
            where phone is not null
        ) as phone,
        max(starts_at) as latest_starts_at
    from spellings
    group by all

)

select
    client_id,
    $import_id as import_id,
    $exported_at as exported_at,
    $source as source,
    key_kind,
    key_value,
    coalesce(name, email, key_value) as display_name,
    email,
    clean(phone) as phone,
    latest_starts_at,
    null::varchar as filed_as
from latest
