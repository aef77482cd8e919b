-- One row an active client and origin: features, and what followed if it is known.
select
    client_features.* exclude (as_of_s),
    client_labels.close_day,
    client_labels.next_day,
    client_labels.went_quiet
from client_features
left join client_labels
    on
        client_features.client_id = client_labels.client_id
        and client_features.as_of_day = client_labels.as_of_day
order by client_features.as_of_day, client_features.client_id
