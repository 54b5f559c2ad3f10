//! A calendar of its own: civil days by counting, no library.

/// Days from 1970-01-01 to a civil day.
pub fn day(year: i32, month: i32, of_month: i32) -> i32 {
    let mut days = 0;
    for y in 1970..year {
        days += year_length(y);
    }
    for y in year..1970 {
        days -= year_length(y);
    }
    for m in 1..month {
        days += month_length(year, m);
    }
    days + of_month - 1
}

/// Year, month and day of the month.
pub fn civil(mut days: i32) -> (i32, i32, i32) {
    let mut year = 1970;
    while days < 0 {
        year -= 1;
        days += year_length(year);
    }
    while days >= year_length(year) {
        days -= year_length(year);
        year += 1;
    }
    let mut month = 1;
    while days >= month_length(year, month) {
        days -= month_length(year, month);
        month += 1;
    }
    (year, month, days + 1)
}

pub fn shown(days: i32) -> String {
    let (y, m, d) = civil(days);
    format!("{y:04}-{m:02}-{d:02}")
}

fn is_leap(year: i32) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

fn year_length(year: i32) -> i32 {
    if is_leap(year) { 366 } else { 365 }
}

fn month_length(year: i32, month: i32) -> i32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A day and a span: months first, a missing day becomes the month's last; then days.
pub fn plus(from: i32, months: i32, days: i32) -> i32 {
    let (y, m, d) = civil(from);
    let count = y * 12 + (m - 1) + months;
    let (y, m) = (count.div_euclid(12), count.rem_euclid(12) + 1);
    day(y, m, d.min(month_length(y, m))) + days
}

/// Monday is 1, Sunday 7. The first of January 1970 was a Thursday.
pub fn weekday(day: i32) -> i32 {
    (day + 3).rem_euclid(7) + 1
}

/// Whole years (12) or months (1) from one day to another: how many anniversaries were reached. A missing
/// anniversary falls on the first of the next month. Backwards, those still to come, the unfinished one included.
pub fn whole(unit_months: i32, from: i32, to: i32) -> i64 {
    let reached = |start: i32, n: i32| {
        let (y, m, d) = civil(start);
        let count = y * 12 + (m - 1) + n * unit_months;
        let (y, m) = (count.div_euclid(12), count.rem_euclid(12) + 1);
        if d > month_length(y, m) { day(y, m, month_length(y, m)) + 1 } else { day(y, m, d) }
    };
    let (first, second) = (from.min(to), from.max(to));
    let mut n = 0;
    while reached(first, n + 1) <= second {
        n += 1;
    }
    if from <= to {
        i64::from(n)
    } else if reached(first, n) == second {
        -i64::from(n)
    } else {
        -i64::from(n) - 1
    }
}

/// Whether one span is shorter than another in every calendar (`Some(true)`), in none, or it depends.
pub fn shorter(a: (i32, i32), b: (i32, i32)) -> Option<bool> {
    over_all_starts(a, b, |x, y| x < y)
}

/// Whether two spans are equally long in every calendar, in none, or it depends.
pub fn as_long(a: (i32, i32), b: (i32, i32)) -> Option<bool> {
    over_all_starts(a, b, |x, y| x == y)
}

fn over_all_starts(a: (i32, i32), b: (i32, i32), holds: impl Fn(i32, i32) -> bool) -> Option<bool> {
    // Days alone and months alone need no calendar.
    if a.0 == b.0 {
        return Some(holds(a.1, b.1));
    }
    if a.1 == b.1 && a.1 == 0 {
        return Some(holds(a.0, b.0));
    }
    let mut all = None;
    let starts = (day(1895, 1, 1)..day(1905, 1, 1)).chain(day(2003, 1, 1)..day(2009, 1, 1));
    for start in starts {
        let now = holds(plus(start, a.0, a.1), plus(start, b.0, b.1));
        match all {
            None => all = Some(now),
            Some(before) if before != now => return None,
            Some(_) => {}
        }
    }
    all
}

#[test]
fn its_days_are_those_everybody_knows() {
    assert_eq!(day(1970, 1, 1), 0);
    assert_eq!(shown(day(2012, 2, 29)), "2012-02-29");
    assert_eq!((weekday(day(2026, 7, 4)), weekday(day(2000, 1, 1))), (6, 6));
    assert_eq!(shown(plus(day(2024, 1, 31), 1, 0)), "2024-02-29");
    assert_eq!(whole(12, day(2004, 2, 29), day(2022, 2, 28)), 17);
}
