package dev.signet.account;

/**
 * A part of what is known of a person, told to that person (GDPR Art. 15, 20). Each
 * package that stores something about people has one; together they make the file that a
 * person can download. What it looks like is promised in {@code docs/own-data.md}.
 */
public interface OwnData {

	/** Under which name it stands in the file. */
	String name();

	/**
	 * What is known: a record, or a list of records, of texts, numbers and moments. What
	 * may be long is {@link Pages}. Never a secret, the digest of one, or anything about
	 * somebody else.
	 */
	Object of(AccountId accountId);

}
