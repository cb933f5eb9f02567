package dev.signet.selfservice;

/**
 * Something that is missing for the safety of an account.
 *
 * @param name the end of the keys of its words, {@code selfservice.open.}
 * @param number what stands in the words, when they count something
 * @param page where the person does something about it
 */
record OpenPoint(String name, int number, String page) {

	OpenPoint(String name, String page) {
		this(name, 0, page);
	}

}
