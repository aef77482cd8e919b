-- One row a score that is none: no number, out of its range, or no word of ours.
with

told as (

    select
        client_id,
        probability,
        low,
        high,
        word in ('low', 'raised', 'high') as is_word
    from scores

    union all

    select
        client_id,
        probability,
        low,
        high,
        true as is_word
    from booking_scores

)

select client_id
from told
where
    not is_word
    or isnan(probability)
    or not (
        coalesce(probability, 0) between 0 and 1
        and coalesce(low, 0) between 0 and coalesce(probability, 1)
        and coalesce(high, 1) between coalesce(probability, 0) and 1
    )
