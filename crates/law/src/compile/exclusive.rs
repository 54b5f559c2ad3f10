//! Whether two conditions can never hold together, by their form alone.

use crate::program::{Node, NodeId, Program};
use truth::Comparison as C;

/// Whether some part of one contradicts some part of the other. `false` means only that the form does not show it.
pub(crate) fn exclusive(program: &Program, a: Option<NodeId>, b: Option<NodeId>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    if let Node::Or(x, y) = program.nodes[a as usize] {
        return exclusive(program, Some(x), Some(b)) && exclusive(program, Some(y), Some(b));
    }
    if let Node::Or(x, y) = program.nodes[b as usize] {
        return exclusive(program, Some(a), Some(x)) && exclusive(program, Some(a), Some(y));
    }
    let (parts_a, parts_b) = (parts(program, a), parts(program, b));
    parts_a.iter().any(|x| parts_b.iter().any(|y| contradict(program, *x, *y)))
        // A part that is itself an `or` excludes if each of its sides does.
        || parts_a.iter().any(|x| matches!(program.nodes[*x as usize], Node::Or(..)) && exclusive(program, Some(*x), Some(b)))
        || parts_b.iter().any(|y| matches!(program.nodes[*y as usize], Node::Or(..)) && exclusive(program, Some(a), Some(*y)))
}

fn parts(program: &Program, node: NodeId) -> Vec<NodeId> {
    match program.nodes[node as usize] {
        Node::And(a, b) => [parts(program, a), parts(program, b)].concat(),
        _ => vec![node],
    }
}

fn contradict(program: &Program, a: NodeId, b: NodeId) -> bool {
    let node = |id: NodeId| program.nodes[id as usize];
    match (node(a), node(b)) {
        (Node::Not(x), _) if same(program, x, b) => true,
        (_, Node::Not(y)) if same(program, a, y) => true,
        (Node::Compare(C::Equal, x, v), Node::Compare(C::Equal, y, w)) if same(program, x, y) => distinct(node(v), node(w)),
        (Node::Compare(C::Equal, x, v), Node::In(y, first, count)) | (Node::In(y, first, count), Node::Compare(C::Equal, x, v))
            if same(program, x, y) =>
        {
            program.run(first, count).iter().all(|w| distinct(node(v), node(*w)))
        }
        (Node::In(x, f, n), Node::In(y, g, m)) if same(program, x, y) => {
            program.run(f, n).iter().all(|v| program.run(g, m).iter().all(|w| distinct(node(*v), node(*w))))
        }
        (Node::Compare(p, x, v), Node::Compare(q, y, w)) if same(program, x, y) && same(program, v, w) => {
            matches!(
                (p, q),
                (C::Less, C::GreaterOrEqual | C::Greater | C::Equal)
                    | (C::GreaterOrEqual | C::Equal, C::Less)
                    | (C::Greater, C::LessOrEqual | C::Less | C::Equal)
                    | (C::LessOrEqual | C::Equal, C::Greater)
                    | (C::Equal, C::NotEqual)
                    | (C::NotEqual, C::Equal)
            )
        }
        _ => false,
    }
}

/// Two literal values that are never equal.
fn distinct(a: Node, b: Node) -> bool {
    let literal = |n: Node| matches!(n, Node::Symbol(_) | Node::Whole(_) | Node::Day(_) | Node::YesNo(_) | Node::Money(_));
    literal(a) && literal(b) && a != b
}

/// Whether two nodes are the same expression.
pub(crate) fn same(program: &Program, a: NodeId, b: NodeId) -> bool {
    let (x, y) = (program.nodes[a as usize], program.nodes[b as usize]);
    match (x, y) {
        (Node::And(a, b), Node::And(c, d)) | (Node::Or(a, b), Node::Or(c, d)) => same(program, a, c) && same(program, b, d),
        (Node::Not(a), Node::Not(b)) | (Node::Has(a), Node::Has(b)) => same(program, a, b),
        (Node::Compare(p, a, b), Node::Compare(q, c, d)) => p == q && same(program, a, c) && same(program, b, d),
        (Node::In(a, f, n), Node::In(b, g, m)) => {
            let (left, right) = (program.run(f, n), program.run(g, m));
            same(program, a, b) && left.len() == right.len() && left.iter().zip(right).all(|(v, w)| same(program, *v, *w))
        }
        (Node::Within(a, r), Node::Within(b, s)) => r == s && same(program, a, b),
        (Node::Any(r, s, f), Node::Any(t, u, g)) => (r, s) == (t, u) && both(program, f, g),
        (Node::Text(a), Node::Text(b)) => program.texts[a as usize] == program.texts[b as usize],
        (Node::Plus(p, a, b), Node::Plus(q, c, d)) => p == q && same(program, a, c) && same(program, b, d),
        (Node::Elapsed(u, a, b), Node::Elapsed(v, c, d)) => u == v && same(program, a, c) && same(program, b, d),
        _ => x == y,
    }
}

fn both(program: &Program, a: Option<NodeId>, b: Option<NodeId>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => same(program, a, b),
        _ => false,
    }
}
