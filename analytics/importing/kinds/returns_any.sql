-- One row: whether coaches have sent anything back, or entries are left of it.
select
    exists (select 1 from return_versions)
    or exists (select 1 from confirmations where entry_id like 'r-%')
    or exists (select 1 from follow_ups where entry_id like 'r-%') as is_any
