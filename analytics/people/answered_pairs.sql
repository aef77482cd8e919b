-- One row a pair of clients about whom somebody has answered, as they are known now.
select distinct
    client_id,
    other_client_id
from same_person
where withdrawn_at is null and person_name is null
