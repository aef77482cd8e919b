-- One row a client and origin by which they had come: when, for the absences since.
select
    client_id,
    coach,
    as_of_day,
    last_day
from client_features_places
