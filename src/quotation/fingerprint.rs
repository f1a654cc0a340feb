//! The fingerprint of a saved text.

use sha2::{Digest, Sha256};

/// The SHA-256 of a text's bytes, in 64 hexadecimal digits.
pub fn fingerprint(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    /// FIPS 180-2, appendix B.1.
    #[test]
    fn the_example_of_the_standard() {
        let digits = super::fingerprint("abc");
        assert_eq!(digits, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
