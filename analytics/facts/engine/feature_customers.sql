-- One row a client and origin by which they had come: how often, and since when.
select
    client_id,
    as_of_day,
    sessions_attended,
    first_day,
    last_day
from client_features_places
order by as_of_day, client_id
