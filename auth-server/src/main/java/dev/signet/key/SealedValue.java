package dev.signet.key;

/**
 * A value that is encrypted under the master key, and its place.
 *
 * @param table the table
 * @param key the key of its row
 * @param sealed key id, nonce and ciphertext
 */
record SealedValue(String table, String key, byte[] sealed) {

	/** What binds it to its place, so that it cannot be moved to another. */
	String context() {
		return this.table + (this.table.equals("authenticators") ? " " : "/") + this.key;
	}

}
