# Account recoveries on the dashboard.

admin-recoveries-lead = People who have lost all methods and codes can set up a new one with their password and their address after a waiting time of { $wait }.
admin-recoveries-off = The policy allows no account recovery.
admin-recoveries-impossible = This installation has no mail relay, or an application signs its users in: no account can be recovered this way.
admin-recoveries-policy = Change the policy
admin-recoveries-under-way = In progress
admin-recoveries-under-way-text = Every address of the account is told each day. Stop a recovery if its owner didn’t start it.
admin-recoveries-none = No recovery is in progress.
admin-recoveries-ended = Ended
admin-recoveries-ended-text = The fifty recoveries that ended last.
admin-recoveries-none-ended = No recovery has ended yet.
admin-recoveries-waiting = Waiting
admin-recoveries-ready = Ready
admin-recoveries-done = Completed
admin-recoveries-stopped = Stopped
admin-recoveries-voided = Canceled by a change to the account or to the clock
admin-recoveries-lapsed = Not completed in time
admin-recoveries-since-ready = Since { $since }, ready on { $until } at the earliest
admin-recoveries-since-usable = Since { $since }, can be completed until { $until }
admin-recoveries-since-ended = { $since } to { $until }
admin-recoveries-days = Day { $day }: notices of { $told } of { $days } days have been delivered.
admin-recoveries-notices = Newest notices: { $done } of { $all } delivered, { $failed } failed.
admin-recoveries-place = Started from
admin-recoveries-stop-named = Stop recovery of { $who }
admin-stop-recovery-text = The person’s methods and backup codes stay as they are. All their sessions end, they are asked for a new password at the next sign-in, and no recovery can start for at least 7 days. They are told the reason.
