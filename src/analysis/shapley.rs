//! Shapley values: what each player adds to a value, on average over all orders in which they can
//! join. They sum to the whole, equal players get the same, and who changes nothing gets nothing.
//!
//! With few players the value of each coalition is asked for, and the values are exact. With many,
//! orders are drawn, each followed by its reverse, which cancels much of the noise; each order sums
//! to the whole by itself.

use std::collections::{BTreeMap, VecDeque};

use super::random::Random;

/// A set of players: player p is in it if bit p is set.
pub type Coalition = u128;

/// The most players there can be.
pub const MAXIMUM_PLAYERS: usize = 127;

/// Up to so many players all coalitions are asked for: 1,024 of them.
pub const EXACT_PLAYERS: usize = 10;

/// What a player adds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// The Shapley value.
    pub value: f64,
    /// Its standard error as of the orders that were drawn: 0 where all of them count.
    pub standard_error: f64,
}

/// A division under way.
#[derive(Debug)]
pub struct Shapley {
    players: usize,
    /// Pairs of orders to draw; none where all coalitions are asked for.
    pairs: Option<usize>,
    random: Random,
    known: BTreeMap<Coalition, Option<f64>>,
    /// Coalitions still to be asked for.
    wanted: VecDeque<Coalition>,
    /// Coalitions asked for and not answered.
    awaited: VecDeque<Coalition>,
    /// The orders of the sampled case, the one under way last; each counts with its reverse.
    orders: Vec<Vec<usize>>,
    /// Pairs of orders finished, and for each player the sum and the sum of squares of its mean
    /// share in a pair.
    drawn: usize,
    sums: Vec<(f64, f64)>,
}

impl Shapley {
    /// A division among so many players: exact up to [`EXACT_PLAYERS`], from so many pairs of
    /// orders above. The same seed gives the same orders.
    ///
    /// # Panics
    /// With more than [`MAXIMUM_PLAYERS`] players.
    #[must_use]
    pub fn new(players: usize, pairs: usize, seed: u64) -> Self {
        assert!(players <= MAXIMUM_PLAYERS, "{players} players are too many");
        let exact = players <= EXACT_PLAYERS;
        let mut shapley = Self {
            players,
            pairs: (!exact).then_some(pairs.max(1)),
            random: Random::new(seed, "shapley orders"),
            known: BTreeMap::new(),
            wanted: VecDeque::new(),
            awaited: VecDeque::new(),
            orders: Vec::new(),
            drawn: 0,
            sums: vec![(0.0, 0.0); players],
        };
        if exact {
            shapley.wanted.extend(0..1 << players);
        } else {
            shapley.draw();
        }
        shapley
    }

    /// Draws the next order and wants what is not known of it and its reverse.
    fn draw(&mut self) {
        self.orders.push(self.random.permutation(self.players));
        for reversed in [false, true] {
            let mut coalition = 0;
            self.want(coalition);
            for step in 0..self.players {
                coalition |= 1 << self.player(self.orders.len() - 1, step, reversed);
                self.want(coalition);
            }
        }
    }

    /// Who joins at a step of an order.
    fn player(&self, order: usize, step: usize, reversed: bool) -> usize {
        let place = if reversed {
            self.players - 1 - step
        } else {
            step
        };
        self.orders[order][place]
    }

    fn want(&mut self, coalition: Coalition) {
        if !self.known.contains_key(&coalition) && !self.wanted.contains(&coalition) {
            self.wanted.push_back(coalition);
        }
    }

    fn value(&self, coalition: Coalition) -> Option<f64> {
        self.known.get(&coalition).copied().flatten()
    }

    /// The next coalition whose value is wanted.
    pub fn ask(&mut self) -> Option<Coalition> {
        let coalition = self.wanted.pop_front()?;
        self.awaited.push_back(coalition);
        Some(coalition)
    }

    /// Takes the value of the earliest coalition that has none.
    pub fn tell(&mut self, value: Option<f64>) {
        let Some(coalition) = self.awaited.pop_front() else {
            return;
        };
        self.known.insert(coalition, value);
        if self.wanted.is_empty() && self.awaited.is_empty() {
            self.advance();
        }
    }

    /// Counts the order that is complete, and those after it that need nothing new.
    fn advance(&mut self) {
        let Some(pairs) = self.pairs else { return };
        while self.drawn < pairs && self.wanted.is_empty() && self.is_defined() {
            let mut shares = vec![0.0; self.players];
            for reversed in [false, true] {
                let mut coalition = 0;
                for step in 0..self.players {
                    let player = self.player(self.drawn, step, reversed);
                    let with = coalition | 1 << player;
                    let (Some(before), Some(after)) = (self.value(coalition), self.value(with))
                    else {
                        return;
                    };
                    shares[player] += 0.5 * (after - before);
                    coalition = with;
                }
            }
            for ((sum, squares), share) in self.sums.iter_mut().zip(shares) {
                *sum += share;
                *squares += share * share;
            }
            self.drawn += 1;
            if self.drawn < pairs {
                self.draw();
            }
        }
    }

    /// Whether every coalition seen so far has a value; where one has none, there is no division.
    #[must_use]
    pub fn is_defined(&self) -> bool {
        self.known.values().all(Option::is_some)
    }

    /// Whether all is asked for and answered.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        !self.is_defined()
            || match self.pairs {
                None => self.known.len() == 1 << self.players,
                Some(pairs) => self.drawn == pairs,
            }
    }

    /// How much of the work is done, 0 to 1.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // some thousand
    pub fn progress(&self) -> f64 {
        match self.pairs {
            None => self.known.len() as f64 / (1_u64 << self.players) as f64,
            Some(pairs) => self.drawn as f64 / pairs as f64,
        }
    }

    /// The value with nobody and with everybody, once known.
    #[must_use]
    pub fn ends(&self) -> Option<(f64, f64)> {
        Some((self.value(0)?, self.value((1 << self.players) - 1)?))
    }

    /// What each player adds, as far as it is known: in the exact case at the end, in the sampled
    /// case after two pairs of orders.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // some thousand
    pub fn shares(&self) -> Option<Vec<Share>> {
        if self.pairs.is_none() {
            return self.is_finished().then(|| self.exact()).flatten();
        }
        let count = self.drawn as f64;
        (self.drawn >= 2).then(|| {
            self.sums
                .iter()
                .map(|(sum, squares)| {
                    let value = sum / count;
                    let variance = ((squares - sum * value) / (count - 1.0)).max(0.0);
                    Share {
                        value,
                        standard_error: (variance / count).sqrt(),
                    }
                })
                .collect()
        })
    }

    /// What each coalition's value counts with in a player's share: the share is a sum of the values
    /// with these weights, of the pairs of orders that are finished in the sampled case.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // some hundred orders
    pub fn weights(&self, player: usize) -> BTreeMap<Coalition, f64> {
        let mut weights = BTreeMap::new();
        let mut join = |coalition: Coalition, weight: f64| {
            *weights.entry(coalition | 1 << player).or_default() += weight;
            *weights.entry(coalition).or_default() -= weight;
        };
        if self.pairs.is_none() {
            let by_size = self.weights_by_size();
            for coalition in self.without(player) {
                join(coalition, by_size[coalition.count_ones() as usize]);
            }
            return weights;
        }
        let weight = 0.5 / self.drawn.max(1) as f64;
        for order in 0..self.drawn {
            for reversed in [false, true] {
                let joined = (0..self.players).map(|step| self.player(order, step, reversed));
                let before = joined.take_while(|other| *other != player);
                join(
                    before.fold(0, |coalition, other| coalition | 1 << other),
                    weight,
                );
            }
        }
        weights
    }

    /// The coalitions without a player.
    fn without(&self, player: usize) -> impl Iterator<Item = Coalition> {
        (0..1_u128 << self.players).filter(move |set| set & (1 << player) == 0)
    }

    /// The share of the orders in which a player joins one coalition of the others, by its size.
    fn weights_by_size(&self) -> Vec<f64> {
        // |S|!·(n − |S| − 1)!/n! = 1/(n·C(n − 1, |S|)).
        let mut weights = vec![1.0; self.players];
        let mut ways = 1.0;
        for (size, weight) in weights.iter_mut().enumerate() {
            #[allow(clippy::cast_precision_loss)] // ten at most
            let (n, size) = (self.players as f64, size as f64);
            *weight = 1.0 / (n * ways);
            ways = ways * (n - 1.0 - size) / (size + 1.0);
        }
        weights
    }

    /// Each player's gain for each coalition of the others, weighted by the orders in which it
    /// joins just these.
    fn exact(&self) -> Option<Vec<Share>> {
        let weights = self.weights_by_size();
        let mut shares = Vec::with_capacity(self.players);
        for player in 0..self.players {
            let mut value = 0.0;
            for coalition in self.without(player) {
                let gain = self.value(coalition | 1 << player)? - self.value(coalition)?;
                value += weights[coalition.count_ones() as usize] * gain;
            }
            shares.push(Share {
                value,
                standard_error: 0.0,
            });
        }
        Some(shares)
    }
}
