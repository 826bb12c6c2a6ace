//! Colours: Okabe and Ito's, safe for the colour-blind, with the same meaning in every chart.
//! Where an original is too pale on the page it is darkened or lightened within its hue.

use plotters::style::RGBColor;

/// What a line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Revenue, blue.
    Revenue,
    /// Cost, burn and cash, vermilion.
    Cost,
    /// Capacity and quality of the service, green.
    Capacity,
    /// Users and load, orange.
    Users,
    /// Rivals and compared runs, grey.
    Rival,
    /// A further line, purple.
    Second,
    /// A further line, sky blue.
    Third,
    /// A further line, the colour of text.
    Fourth,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 8] = [
        Self::Revenue,
        Self::Cost,
        Self::Capacity,
        Self::Users,
        Self::Rival,
        Self::Second,
        Self::Third,
        Self::Fourth,
    ];
}

/// How the line of a compared run is told from the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub role: Role,
    /// Lengths of a dash and of the gap after it, in CSS pixels.
    pub dash: (f64, f64),
}

/// Compared runs by their place. Dashes tell them apart where colour does not: for the
/// colour-blind, and where a line of the founder's own run has the same.
/// `style/compare.css` has the same for their names.
pub static COMPARED: [Stroke; 4] = [
    Stroke {
        role: Role::Rival,
        dash: (7.0, 5.0),
    },
    Stroke {
        role: Role::Second,
        dash: (14.0, 4.0),
    },
    Stroke {
        role: Role::Fourth,
        dash: (2.5, 3.5),
    },
    Stroke {
        role: Role::Third,
        dash: (10.0, 3.0),
    },
];

/// The two shades of a role.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shade {
    /// For lines: contrast with the page of at least 3:1.
    pub line: RGBColor,
    /// For text: contrast with the page of at least 4.5:1.
    pub text: RGBColor,
}

/// The colours of all charts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// What the chart stands on.
    pub page: RGBColor,
    /// Names of ticks, thresholds and captions.
    pub muted: RGBColor,
    /// Lines of the grid.
    pub grid: RGBColor,
    /// Zero, thresholds and leaders of labels.
    pub rule: RGBColor,
    /// The bands of the phases, laid over the page.
    pub phase: RGBColor,
    /// How much of it.
    pub phase_opacity: f64,
    shades: [Shade; Role::ALL.len()],
}

impl Theme {
    /// The shades of a role.
    #[must_use]
    pub const fn shade(&self, role: Role) -> Shade {
        self.shades[role as usize]
    }
}

/// A shade from `0xRRGGBB` for lines and for text.
const fn shade(line: u32, text: u32) -> Shade {
    Shade {
        line: colour(line),
        text: colour(text),
    }
}

const fn colour(code: u32) -> RGBColor {
    let [_, red, green, blue] = code.to_be_bytes();
    RGBColor(red, green, blue)
}

/// Dark ink on white.
pub const LIGHT: Theme = Theme {
    page: colour(0x00ff_ffff),
    muted: colour(0x005f_5f5b),
    grid: colour(0x00e7_e7e4),
    rule: colour(0x0081_817d),
    phase: colour(0x0000_0000),
    phase_opacity: 0.035,
    shades: [
        shade(0x0000_72b2, 0x0000_5f96),
        shade(0x00d5_5e00, 0x00a8_4800),
        shade(0x0000_9369, 0x0000_7353),
        shade(0x00b0_7500, 0x008a_5c00),
        shade(0x007b_7b77, 0x005f_5f5b),
        shade(0x00b8_5a91, 0x009c_4178),
        shade(0x0020_86c2, 0x0012_6a9c),
        shade(0x0033_3331, 0x0033_3331),
    ],
};

/// Light ink on near black.
pub const DARK: Theme = Theme {
    page: colour(0x0014_1514),
    muted: colour(0x00a3_a39d),
    grid: colour(0x002c_2e2d),
    rule: colour(0x0080_817d),
    phase: colour(0x00ff_ffff),
    phase_opacity: 0.05,
    shades: [
        shade(0x0045_97dd, 0x006a_b0ea),
        shade(0x00ff_7f3f, 0x00ff_9159),
        shade(0x002d_c795, 0x0046_d3a6),
        shade(0x00ee_b23a, 0x00f2_bd52),
        shade(0x0090_908b, 0x00a8_a8a3),
        shade(0x00e0_93c0, 0x00e6_a6cb),
        shade(0x0087_cff5, 0x0095_d5f6),
        shade(0x00d0_d0ca, 0x00d8_d8d2),
    ],
};
