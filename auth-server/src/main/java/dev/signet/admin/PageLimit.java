package dev.signet.admin;

/**
 * How many entries of a list a caller may ask for at once.
 */
final class PageLimit {

	private static final int MOST = 500;

	private PageLimit() {
	}

	static boolean allows(int limit) {
		return limit >= 1 && limit <= MOST;
	}

}
