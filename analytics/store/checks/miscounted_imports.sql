-- One row an import whose rows are not all accounted for.
select import_id
from imports
where
    count_accepted + count_duplicate + count_refused + count_ignored <> count_rows
