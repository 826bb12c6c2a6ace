//! The model: one week at a time, from users to cash.
