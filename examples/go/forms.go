package main

import "regexp"

// What the shop takes from forms.
var (
	words  = regexp.MustCompile(`^[\pL\pM\pN\pP\pS]+( [\pL\pM\pN\pP\pS]+)*$`)
	length = regexp.MustCompile(`^.{1,60}$`)
	// Letters, marks and other characters that show nothing, and the one in place of bytes that aren't UTF-8.
	unseen = regexp.MustCompile(`[\x{34f}\x{115f}\x{1160}\x{17b4}\x{17b5}\x{180b}-\x{180f}\x{2800}\x{3164}\x{fe00}-\x{fe0f}\x{ffa0}\x{fffd}\x{e0100}-\x{e01ef}]`)
	amount = regexp.MustCompile(`^[0-9]{1,6}(\.[0-9]{2})?$`)
	// Printable ASCII without the backslash, which browsers read as a slash.
	ownPath = regexp.MustCompile(`^/([!-.0-\[\]-~][!-\[\]-~]*)?$`)
)

// isRecipient reports whether this is up to 60 characters that all show, so that the page which has it confirmed shows all of it.
func isRecipient(to string) bool {
	return words.MatchString(to) && length.MatchString(to) && !unseen.MatchString(to)
}

func isAmount(text string) bool {
	return amount.MatchString(text)
}

// isOwnPath reports whether this is a path of the shop, and leads to no other host.
func isOwnPath(path string) bool {
	return ownPath.MatchString(path)
}
