package dev.signet.selfservice;

/**
 * The address that somebody wants to use from now on, as typed.
 */
class EmailForm {

	private String address = "";

	public String getAddress() {
		return this.address;
	}

	public void setAddress(String address) {
		this.address = address;
	}

}
