-- A batch may be about somebody whose record has been closed since. Nothing can be added to that, so an undoing leaves it alone.
alter table bulk_reversed drop constraint bulk_reversed_because_check;
alter table bulk_reversed add constraint bulk_reversed_because_check
    check (because in ('erased', 'deactivated', 'retracted', 'superseded', 'signed', 'appealed'));
