package dev.signet.signin.password;

import java.util.Optional;

import dev.signet.account.Account;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.modulith.NamedInterface;

/**
 * Passwords that are kept elsewhere, such as in a directory. It is asked when a password
 * is not the one that is kept here, after the guess was counted. Neither what it answers
 * nor how long that takes may depend on whether there is somebody of the name.
 */
@NamedInterface("password")
public interface PasswordSource {

	/**
	 * Whose name and password these are.
	 * @param login the name, as typed
	 * @param named the account here that has this name; its password here is another, or
	 * there is none
	 * @param password the password, as typed
	 * @param request comes from a browser in which the owner may have signed in before
	 * @return the account of who gave the right password, whether or not it may sign in
	 * @throws PasswordSourceDown when that cannot be found out
	 * @throws MoreIsAsked when the password is right, and an account is still to be made
	 * or proved
	 * @throws NoAccountForPerson when the password is right, and no account opens by it
	 * @throws PasswordToChange when the password is right, and is to be changed there
	 * first
	 */
	Optional<Account> prove(String login, Optional<Account> named, String password, HttpServletRequest request)
			throws PasswordSourceDown, MoreIsAsked, NoAccountForPerson, PasswordToChange;

}
