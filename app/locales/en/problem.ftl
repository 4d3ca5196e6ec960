# Pages that stand in for one that can't be shown.

problem-home = Go to the start page
problem-request = Request
problem-not-found-title = There is nothing here
problem-not-found-text = The address may have a typing error, or the page is gone.
problem-forbidden-title = That didn’t come from here
problem-forbidden-text = The request came from another website, so nothing was done. Open our page again and repeat it there.
problem-too-many-title = Please wait a moment
problem-too-many-text = There were too many attempts from your network.
problem-over-title = That is already over
problem-over-text = It was finished or given up in another tab. Go on from the start page.
problem-session-title = Nothing was changed
problem-session-text = You are signed in as { $name } now. The page you used was opened before that, for another sign-in.
problem-session-half-text = Another sign-in has begun in this browser since the page you used was opened.
problem-session-on = Continue
problem-busy-title = Too much to do just now
problem-busy-text = Nothing was changed. Wait a moment, then do it again.
problem-unreadable-title = We couldn’t read that
problem-unreadable-text = What your browser sent was incomplete or in the wrong form. Go back, reload the page and try again.
problem-broken-title = Something is broken on our side
problem-broken-text = It isn’t your fault, and nothing is lost. Try again in a minute.

problem-cookies-title = Cookies are blocked
problem-cookies-text = Your browser didn’t keep the cookie that signs you in. Allow cookies for this site, then sign in again.

problem-address-title = This page has another address
problem-address-text = You opened it at an address that isn’t its own, so nothing was changed. Its address is { $origin }.
problem-address-on = Open { $origin }
