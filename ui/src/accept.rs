//! The preferences of a client: the lists in `Accept-Language` and `Accept-Encoding`, with their weights (RFC 9110, 12.4.2).

/// The items of such a list in their order, each with its weight in thousandths: 1000 without one, 0 ("not acceptable") if it can't be read.
pub fn weighted(list: &str) -> impl Iterator<Item = (&str, u16)> {
    list.split(',').map(|item| {
        let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
        (name.trim(), weight(parameters))
    })
}

fn weight(parameters: &str) -> u16 {
    let mut pairs = parameters.split(';').filter_map(|parameter| parameter.split_once('='));
    let Some((_, value)) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("q")) else { return 1000 };
    let (whole, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    match (whole, digits.parse::<u16>()) {
        ("1", Ok(0)) => 1000,
        ("0", Ok(thousandths)) => thousandths,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::weighted;

    #[test]
    fn weights_are_thousandths() {
        for (item, expected) in [
            ("br", 1000),
            ("br;q=1", 1000),
            ("br;q=1.000", 1000),
            ("br ; Q = 0.5 ", 500),
            ("br;q=0.001", 1),
            ("br;q=0.", 0),
            ("br;q=0", 0),
            ("br;level=5;q=0.25", 250),
            ("br;level=5", 1000),
            ("br;q=1.5", 0),
            ("br;q=-1", 0),
            ("br;q=x", 0),
            ("br;q=", 0),
        ] {
            assert_eq!(weighted(item).collect::<Vec<_>>(), [("br", expected)], "{item}");
        }
    }

    #[test]
    fn items_keep_their_order() {
        assert_eq!(weighted("de;q=0.5, en ,,*").collect::<Vec<_>>(), [("de", 500), ("en", 1000), ("", 1000), ("*", 1000)]);
    }
}
