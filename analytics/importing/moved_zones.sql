-- One row a zone of bookings that several imports show at different times in different
-- zones.
with

moved as (

    select v.session_id
    from session_versions as v
    semi join repeated_ids as r on v.session_id = r.session_id
    group by v.session_id
    having min(v.starts_at) < max(v.starts_at) and min(v.zone) < max(v.zone)

)

select distinct v.zone
from session_versions as v
semi join moved as m on v.session_id = m.session_id
