# Moments, waits and browsers.

time-now = just now
time-minutes-ago =
    { $count ->
        [one] 1 minute ago
       *[other] { $count } minutes ago
    }
time-hours-ago =
    { $count ->
        [one] 1 hour ago
       *[other] { $count } hours ago
    }
time-days-ago =
    { $count ->
        [one] 1 day ago
       *[other] { $count } days ago
    }
time-hours =
    { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
time-minutes =
    { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
time-seconds =
    { $count ->
        [one] 1 second
       *[other] { $count } seconds
    }
time-date = { $day } { $month } { $year }
time-exact = { $date }, { $time } { $zone }
time-month =
    { $number ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }

agent-browser-on-system = { $browser } on { $system }
agent-on-system = A browser on { $system }
agent-unknown = Unknown browser

time-zone-title = Time zone
time-zone-lead = Times are shown in { $zone }.
time-zone-from-browser = This is the time zone of your browser. To change it, change the time zone of your device.
time-zone-label = Your time zone
time-zone-button = Save
time-zone-back = Go back
