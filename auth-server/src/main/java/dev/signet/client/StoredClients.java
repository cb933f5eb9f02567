package dev.signet.client;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaQuery;

import org.springframework.stereotype.Repository;

/**
 * Clients for editing, inside a transaction. Reading for use goes through
 * {@link Clients}.
 */
@Repository
class StoredClients {

	private final EntityManager entityManager;

	StoredClients(EntityManager entityManager) {
		this.entityManager = entityManager;
	}

	/**
	 * By a query: Hibernate's own look-up by key says in a transaction that there is no
	 * such row when the database fails (HHH-12472).
	 */
	Optional<StoredClient> findById(UUID id) {
		return query("id", id).stream().findFirst();
	}

	Optional<StoredClient> findByClientId(String clientId) {
		return query("clientId", clientId).stream().findFirst();
	}

	List<StoredClient> findDeclared() {
		return query("declared", true);
	}

	/** Stores a new client at once, so that the database says what is wrong with it. */
	StoredClient insert(StoredClient client) {
		this.entityManager.persist(client);
		this.entityManager.flush();
		return client;
	}

	/** Stores what changed at once, and the version with it. */
	StoredClient update(StoredClient client) {
		this.entityManager.flush();
		return client;
	}

	private List<StoredClient> query(String attribute, Object value) {
		CriteriaQuery<StoredClient> query = this.entityManager.getCriteriaBuilder().createQuery(StoredClient.class);
		query.where(query.from(StoredClient.class).get(attribute).equalTo(value));
		return this.entityManager.createQuery(query).getResultList();
	}

}
