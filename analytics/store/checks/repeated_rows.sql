-- One row a price, visit, reminder, promise or person of a list that one import shows
-- more than once.
with

shown as (

    select
        import_id,
        'price ' || price_key as row_key
    from price_versions

    union all

    select
        import_id,
        'visit ' || visit_key as row_key
    from visits

    union all

    select
        import_id,
        'reminder ' || reminder_key as row_key
    from reminder_versions

    union all

    select
        import_id,
        'action ' || action_key as row_key
    from action_versions

    union all

    select
        import_id,
        'person ' || list_key as row_key
    from list_versions

)

select
    import_id,
    row_key
from shown
group by import_id, row_key
having count(*) > 1
