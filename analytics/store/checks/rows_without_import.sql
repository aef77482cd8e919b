-- One row a price, visit, reminder, promise or person of a list as shown by an import
-- that is not there or was taken back.
with

shown as (

    select import_id
    from price_versions

    union all

    select import_id
    from visits

    union all

    select import_id
    from reminder_versions

    union all

    select import_id
    from action_versions

    union all

    select import_id
    from list_versions

    union all

    select import_id
    from reminders

    union all

    select import_id
    from actions

),

in_force as (

    select import_id
    from imports
    where undone_at is null

)

select s.import_id
from shown as s
anti join in_force as i on s.import_id = i.import_id
