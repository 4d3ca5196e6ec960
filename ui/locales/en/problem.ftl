# Pages that stand in for one that can't be shown.

problem-home = Go to the home page
problem-request = Request ID
problem-not-found-title = Page not found
problem-not-found-text = Check the address for typing errors. The page may also have been removed.
problem-forbidden-title = Request blocked
problem-forbidden-text = The request came from another website, so nothing was changed. Open our page again and try there.
problem-too-many-title = Too many attempts
problem-too-many-text = Too many attempts came from your network.
problem-over-title = This step is already finished
problem-over-text = It was completed or canceled in another tab. Continue from the home page.
problem-session-title = Nothing was changed
problem-session-text = You are now signed in as { $name }. The page you used was opened earlier, in another session.
problem-session-half-text = Another sign-in was started in this browser after you opened the page.
problem-session-on = Continue
problem-busy-title = The service is busy
problem-busy-text = Nothing was changed. Wait a moment and try again.
problem-unreadable-title = Invalid request
problem-unreadable-text = Your browser sent incomplete or invalid data. Go back, reload the page and try again.
problem-broken-title = Something went wrong on our side
problem-broken-text = Nothing is lost. Try again in a minute.
problem-cookies-title = Cookies are blocked
problem-cookies-text = Your browser didn’t keep the cookie that signs you in. Allow cookies for this site, then sign in again.
problem-address-title = This page has another address
problem-address-text = You opened it at an address that isn’t its own, so nothing was changed. Its address is { $origin }.
problem-address-on = Open { $origin }
