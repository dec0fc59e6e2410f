export function LivenessPill({ isAlive }: { isAlive: boolean }) {
  return <span className={isAlive ? 'pill pill-success' : 'pill pill-failed'}>{isAlive ? 'Alive' : 'Gone'}</span>
}
