-- One row a moment to look from and booking of the days after it: features, and whether
-- it was missed, if that is known.
select
    booking_features.*,
    booking_labels.settled_s,
    booking_labels.missed
from booking_features
left join booking_labels
    on booking_features.session_id = booking_labels.session_id
order by
    booking_features.as_of_s,
    booking_features.start_s,
    booking_features.session_id
