package dev.signet.registration;

/**
 * What is wrong with one value of a declared person. Does not carry the value, which is
 * somebody's own.
 *
 * @param field the field as it is written in the configuration
 * @param fix what the value must be like
 */
record DeclarationProblem(String field, String fix) {

	/** The same problem, seen from further out. */
	DeclarationProblem in(String prefix) {
		return new DeclarationProblem(prefix + this.field, this.fix);
	}

	@Override
	public String toString() {
		return this.field + ": " + this.fix;
	}

}
