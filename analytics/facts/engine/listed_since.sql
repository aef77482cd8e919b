-- One row a client on a client list known by the as-of: since when it says that they
-- are a client.
select
    row_people.client_id,
    min(list_versions.since_date) - date '1970-01-01' as since_day

from list_versions
inner join row_people on list_versions.person_id = row_people.person_id

where epoch_us(list_versions.exported_at) // 1000000 <= $as_of_s

group by row_people.client_id
