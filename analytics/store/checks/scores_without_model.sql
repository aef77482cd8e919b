-- One row a score, a booking's score or a past name whose run is not there.
select client_id
from scores
where model_id not in (select m.model_id from models as m)

union all

select client_id
from booking_scores
where model_id not in (select m.model_id from models as m)

union all

select client_id
from past_names
where model_id not in (select m.model_id from models as m)
